"""What invented raters write. Words of our own, that fit whoever they are about; nothing in them tells of a patient."""

KEEP = (
    "Asking the quiet ones first. I have heard things in our huddle that would never have been said otherwise.",
    "Coming back with an answer, also when the answer is no.",
    "The ten minutes before handover. Everything is calmer on the days when they happen.",
    "Saying thank you for the particular thing, and not for “all your hard work”.",
    "Being the same person in a bad week as in a good one.",
    "Taking the awkward phone call rather than passing it on.",
    "Standing up for us when the rota was to be changed over our heads.",
    "Explaining why. I may not like a decision, but I have never had to guess at it.",
)
CHANGE = (
    "Let somebody else chair now and then. At the July meeting three of us were ready to.",
    "Tell us sooner when plans wobble. With the move we heard it from another department.",
    "Say no to a few things. Every new request becomes ours by Thursday.",
    "Give the hard message straight. In my review I only understood on the way home what had been meant.",
    "Go home on time once a week, so that the rest of us feel we may.",
    "Fewer messages after ten at night. None of them could not have waited.",
    "Ask the night staff too. Twice this year we were told what we had been consulted about.",
    "Finish one thing before the next. The new board was half up for a month.",
)
IMPACT = (
    "People apply to work with us. That was not so three years ago.",
    "Near misses are reported within the hour, because nobody is shouted at for them.",
    "Relatives remember names here, and write them on the cards.",
    "We are good at the urgent and put off the important.",
)
BY_DIMENSION = {
    "purpose": (
        "Brought a former patient to our away day. I have thought of that hour on many a Monday.",
        "When numbers were all that anybody talked about, asked what they meant for the person in bed four.",
    ),
    "care": (
        "Noticed before I did that I was not myself, and found me a quiet fortnight.",
        "Kind, and busy. The kindness is real when one gets hold of it.",
    ),
    "information": (
        "Looks at the chart, then walks over and looks at the thing itself.",
        "We count a great deal. I am not always sure who reads it.",
    ),
    "connecting": (
        "Knows somebody in every building, and rings them before there is a problem.",
        "The gap between us and the evening team is as wide as it was.",
    ),
    "vision": (
        "I could draw where we are going on the back of an envelope, and so could everyone else here.",
        "Talks about next week with more warmth than about next year.",
    ),
    "team": (
        "The new layout was our idea, was tried for a month, and was kept.",
        "Asks for views, though sometimes the minutes are written already.",
    ),
    "account": (
        "Fair. The same rule holds for the consultant and for the clerk.",
        "Two colleagues have been late for a year, and the rest of us have stopped being early.",
    ),
    "capability": (
        "Handed me the budget for a quarter and stayed near enough to catch it.",
        "I would have liked to be told that I could apply for the course.",
    ),
    "influence": (
        "Got two departments that do not speak to share a cupboard, by listening to each for an afternoon.",
        "Has the better argument and says it once too often.",
    ),
}
