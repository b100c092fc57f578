"""Work of the room that the worker does in the background: functions of an instant that say how much they did."""
