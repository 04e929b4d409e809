"""The battlefield, what going on costs, and what the sides can believe of each other."""

from typing import Literal

from pydantic import Field

from irenic.case.fields import Amount, Count, Factor, Name, Number, Share, Text
from irenic.case.sections.base import Based


class Front(Based):
    """The line between the armies, as steps between two outright victories."""

    positions: Count = Field(description="how many places the front can stand at, both victories included")
    now: Number = Field(description="where it stands; 0 is outright victory of the defender")
    meaning: Text = Field("", description="what one step of the front means on the map")


class Battle(Based):
    """How force becomes movement of the front."""

    decisive: Share = Field(description="the chance that a month moves the front at all")
    steepness: Factor = Field(description="how strongly superior force tells: 1 in proportion, more is steeper")


class Forces(Based):
    """Strength on each side, in one unit, and how far one patron replaces another."""

    own: dict[Name, Amount] = Field(description="what each party fields by itself")
    aid: dict[Name, Amount] = Field(default_factory=dict, description="what each patron adds to the side it backs")
    substitution: Share | None = Field(None, description="the share of a withdrawn patron's aid that others replace")


class Breach(Based):
    """What breaking a signed settlement costs, and how peace shifts the front."""

    penalty: dict[Name, Amount] = Field(description="by option of the guarantee issue, as a share of the stake")
    issue: Name = Field(description="the issue whose options are guarantees")
    drift: Number = Field(description="steps of the front that a year of peace is worth to the challenger")
    fading: Share = Field(description="the share of the guarantee that is lost in a year")


class Trust(Based):
    """Whether a side keeps its word once it has signed, and what it costs the other if it does not."""

    loss: Amount = Field(description="what being cheated costs; 1 is what the settlement is worth over the war")
    gain: Share = Field(description="what a trustworthy side would get by cheating, in the same unit; below 1")
    temptation: Factor = Field(description="what an untrustworthy side would get by it, in the same unit; above 1")
    trustworthy: dict[Name, Share] = Field(description="the chance that a party is, in the eyes of the other")


class Attacks(Based):
    """Attacks by extremists who want no deal, once there is one."""

    chance: Share = Field(description="the chance of one while trust is young, if nobody holds extremists back")
    prevented: Share = Field(description="the share of them that moderates prevent who want to")


class Tough(Based):
    """What the other side does not know of a party: whether war costs it little or much."""

    chance: Share = Field(description="the chance that it is tough, in the eyes of the other")
    tough: Share = Field(description="what war costs it if it is tough, as a share of the cost that is entered")
    weak: Factor = Field(description="by what factor war costs it more than is entered if it is weak; 1 or more")


class Resolve(Based):
    """What is at risk when one side asks for more than the other may grant."""

    months: Amount = Field(description="how many months of fighting follow if a demand is refused")
    parties: dict[Name, Tough] = Field(description="what each party hides of what war costs it")
    upper_hand: Share | None = Field(None, description="what a tough side takes from a weak one in it; above one half")


class Mediator(Based):
    """What the mediator itself gains and loses."""

    actor: Name = Field(description="who mediates")
    home_cost: Amount = Field(description="what using a lever against its own hardliners costs it")
    exit_cost: Amount = Field(description="what walking away costs it")
    reset_prize: Amount = Field(description="what better relations with the challenger are worth to it")
    leaning: Number = Field(description="-1 for the defender's interest, 1 for the challenger's, 0 for neither")
    misjudges: Share | None = Field(None, description="the chance that a side it takes for weak is tough")
    overlooks: Share | None = Field(None, description="the chance that a side it takes for tough is weak")
    war_cost: Amount | None = Field(None, description="what war costs the mediator itself, as a share of the stake")
    favour: Share | None = Field(None, description="how much of the stake it would shift if it were wholly on one side")
    force: Share | None = Field(None, description="what the other side loses if it forces a settlement")


class War(Based):
    """Fighting while talking, month by month."""

    challenger: Name = Field(description="the party that wants the front to move")
    defender: Name = Field(description="the party that holds against it")
    months: Count = Field(60, description="how far ahead the game is played")
    phases: Count = Field(1, description="in how many steps a settlement is carried out")
    end: Literal["fight to the finish", "freeze"] = Field(
        "fight to the finish", description="what follows the last month"
    )
    front: Front = Field(description="the battlefield")
    battle: Battle = Field(description="how force becomes movement")
    forces: Forces = Field(description="strength and aid")
    cost: dict[Name, Share] = Field(description="each party's cost of a month of war, as a share of the whole stake")
    patience: dict[Name, Share] = Field(description="how much next month counts against this one")
    optimism: dict[Name, Factor] = Field(description="by what factor a party overrates its own odds; 1 is realistic")
    leader_cost: dict[Name, Amount] = Field(default_factory=dict, description="what signing costs a leader at home")
    proposes: dict[Name, Share] = Field(description="the chance that an actor's text is on the table this month")
    breach: Breach | None = Field(None, description="what breaking a settlement costs")
    mediator: Mediator | None = Field(None, description="the mediator's own stakes")
    trust: Trust | None = Field(None, description="whether each side keeps its word, in the eyes of the other")
    attacks: Attacks | None = Field(None, description="attacks by extremists on a deal")
    resolve: Resolve | None = Field(None, description="what each side does not know of the other's cost of war")
    ceasefire_first: Share | None = Field(None, description="the chance that talks require a ceasefire before terms")
