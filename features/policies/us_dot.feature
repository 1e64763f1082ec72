@policy
Feature: What the US gives air passengers
  14 CFR 250, 259 and 260 as the pack "us_dot" has it. To be checked.

  Rule: A flight that was not taken is paid back, whatever the weather

    Scenario Outline: <point>, <hours> hours, international: <abroad>
      When it is asked what is owed
        | pack          | us_dot        |
        | occurred_on   | 2026-02-08    |
        | failure_point | <point>       |
        | failure_type  | not_delivered |
        | hours_lost    | <hours>       |
        | international | <abroad>      |
        | price         | 100.00 USD    |
        | extraordinary | yes           |
      Then "<sum>" is owed as "refund"

      Examples: as decided in the table "us_dot_2025"
        | point            | hours | abroad | sum        |
        | cancelled_flight | 0     | no     | 100.00 USD |
        | delayed_flight   | 3     | no     | nothing    |
        | delayed_flight   | 4     | no     | 100.00 USD |
        | delayed_flight   | 6     | yes    | nothing    |
        | delayed_flight   | 7     | yes    | 100.00 USD |

  Rule: Denied boarding is paid by the fare, up to a limit of its day

    Scenario Outline: Denied on <day>, <hours> hours late, for <fare>
      When it is asked what is owed
        | pack          | us_dot          |
        | occurred_on   | <day>           |
        | failure_point | denied_boarding |
        | hours_lost    | <hours>         |
        | price         | <fare>          |
      Then "<sum>" is owed as "compensation"
      And it is the version "<version>" that counts

      Examples: as decided in the tables "us_dot_2024" and "us_dot_2025"
        | day        | hours | fare       | sum         | version |
        | 2025-01-21 | 1.5   | 600.00 USD | 775.00 USD  | 2024    |
        | 2025-01-22 | 1.5   | 600.00 USD | 1075.00 USD | 2025    |
        | 2025-01-22 | 3     | 200.00 USD | 800.00 USD  | 2025    |
        | 2025-01-22 | 3     | 900.00 USD | 2150.00 USD | 2025    |

  Rule: It is paid by itself, and paid once

    @pr_2
    Example: Mina claims nothing, and later asks for it
      Given Mina has reported under "us_dot"
        | occurred_on   | 2026-02-01       |
        | failure_point | cancelled_flight |
      When Mina is answered, comes back, and is answered again
      Then Mina has been paid "80.00 USD" once, and nothing else

  Rule: A complaint has a full answer in two months

    Example: Omar complains on a Monday
      Given Omar reports under "us_dot" at 2026-02-02 10:00 in New York
      Then the clock "us_dot_reply" of Omar ends 2026-04-03 10:00 in New York
