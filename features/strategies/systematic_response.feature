@strategy @strategy_systematic_response
Feature: What struck many is put right for each of them, by one protocol
  Whoever is struck together is not left to complain one by one. The same
  failure is answered in the same way, at once, and nobody is forgotten.

  Background:
    Given the protocol for a cancelled flight is published

  Rule: Whoever was struck has a case of their own, once

    @st_2
    Example: The incident is sent twice
      When Olga sends twice that a cancelled flight struck Mina and Omar
      Then there is one incident
      And Mina and Omar have one case each

    @st_2
    Example: The same customers are named twice
      Given a cancelled flight struck Mina
      When Ruth names Omar and Ines as well, twice
      Then Mina, Omar and Ines have one case each

    @st_2
    Example: One of them had reported it already
      Given Mina has reported the same flight already
      When Olga declares that a cancelled flight struck Mina and Omar
      Then Mina and Omar have one case each

    @st_2
    Example: Nobody has named them
      When Ruth declares that a flight was cancelled, and names nobody
      And Olga names Mina and Omar from the bookings
      Then Mina and Omar have one case each

  Rule: Everybody hears why, and what happens next, before they have to ask

    @st_2
    Example: The apology goes out with the case
      When Olga declares that a cancelled flight struck Mina and Omar
      Then the letter "protocol_apology" tells Mina
        | why              | Snow closed the runway       |
        | what happens now | A seat for everybody         |
        | nothing to do    | need not tell us anything twice |

    @st_2
    Example: There are news
      Given a cancelled flight struck Mina and Omar
      When Ruth tells everybody "A second plane is on its way"
      Then the letter "incident_update" tells Omar
        | what is new | A second plane is on its way |

    @st_2
    Example: Mina's case was open before, and is handled alone
      Given Mina has reported the same flight, and it was assessed
      And a cancelled flight struck Mina and Omar
      When Ruth tells everybody "A second plane is on its way"
      Then Mina has the letter "incident_update" once
