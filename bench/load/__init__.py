"""What drives a site from outside, and the bare framework that it is measured against."""
