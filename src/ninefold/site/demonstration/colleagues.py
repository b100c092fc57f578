"""Colleagues without an account, who are asked for feedback: names of many origins, by where they work."""

import unicodedata

TRENT = (
    "Abigail Stone", "Ahmed Rashid", "Alison Marsh", "Amara Diallo", "Andrzej Kowalczyk", "Anita Fernandes",
    "Benedict Asante", "Carys Vaughan", "Catherine Doyle", "Chidi Nwosu", "Claire Hutton", "Comfort Ampofo",
    "Craig Sutherland", "Danuta Malik", "Deepa Menon", "Derek Plumb", "Edith Farrow", "Elif Kaya", "Emmanuel Tetteh",
    "Esther Goldberg", "Farah Hussain", "Gemma Tully", "Giulia Romano", "Helen Partridge", "Ines Carvalho",
    "Isaac Mensa", "Jack Ridley", "Jasmine Cole", "Jyoti Patel", "Karl Brandt", "Keisha Morgan", "Kieran Walsh",
    "Lesley Ashworth", "Liam Docherty", "Magda Lis", "Maria Santos", "Mei Ling Ho", "Michelle Barrow", "Nikhil Rao",
    "Olga Petrenko", "Pauline Sharp", "Robert Kirkby", "Rosalind Peck", "Ryan Costello", "Sadia Iqbal",
    "Simon Drew", "Stella Njoroge", "Thandi Moyo", "Trevor Hall", "Usha Sharma", "Vikram Sethi", "Wendy Croft",
)  # fmt: skip
EREWASH = (
    "Adaeze Obi", "Alan Frost", "Bethany Shaw", "Carlos Mendes", "Deborah Finch", "Dominic Leigh", "Eleni Pappas",
    "Gurpreet Gill", "Hayley Brook", "Ibrahim Sesay", "Janine Poole", "Kelly Underwood", "Leon Baptiste",
    "Lynne Marriott", "Marek Dvorak", "Nasreen Ali", "Oliver Tate", "Paula Wragg", "Roshan Perera", "Shirley Booth",
    "Tariq Mahmood", "Vera Lomas", "William Eyre", "Yvette Duval", "Zainab Yusuf",
)  # fmt: skip
RIBBLE = (
    "Ailsa Munro", "Barbara Clegg", "Bilal Chaudhry", "Christine Ainscough", "Dawn Eccles", "Eamonn Fahy",
    "Faith Okeke", "Geoff Tattersall", "Halina Zając", "Iris Catterall", "Jamal Stewart", "Kathleen Riley",
    "Lakshmi Iyer", "Margaret Rimmer", "Neil Haworth", "Nusrat Jahan", "Paolo Ricci", "Ruth Entwistle",
    "Saima Khan", "Tilly Parkinson", "Tunde Bakare", "Una McBride", "Victor Sim", "Winston Grey", "Zoe Duckworth",
)  # fmt: skip
AROUND_THE_REGION = (
    "Ayesha Begum", "Bernard Cope", "Dilip Joshi", "Elaine Hopwood", "Grace Ndlovu", "Henrik Olsen", "Joyce Tan",
    "Louise Merrick", "Malcolm Pike", "Noreen Flynn", "Samira Nasser", "Tony Bianchi",
)  # fmt: skip
BY_PLACE = {"trent": TRENT, "erewash": EREWASH, "ribble": RIBBLE, "midlands": AROUND_THE_REGION}
# Letters that have no plain letter within them.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "’": "", "'": ""})


def address(name: str, domain: str) -> str:
    """The address of somebody of this name."""
    plain = unicodedata.normalize("NFKD", name.lower()).translate(_PLAIN)
    letters = "".join(letter for letter in plain if letter.isascii())
    return f"{'.'.join(letters.split())}@{domain}"
