@policy
Feature: What we guarantee of our own accord
  The packs "transport_guarantee", "bank_guarantee" and
  "satisfaction_guarantee": examples of what a house may promise.

  Rule: Late by more than we guarantee, the fare is paid back

    @p1_2
    Scenario Outline: <hours> hours late
      When it is asked what is owed
        | pack       | transport_guarantee |
        | hours_lost | <hours>             |
        | price      | 6.00 CNY            |
      Then "<sum>" is owed as "compensation"

      Examples: as decided in the table "transport_guarantee_1"
        | hours | sum      |
        | 0.08  | nothing  |
        | 0.1   | 6.00 CNY |

  Rule: Whoever has to wait has a small sum

    Example: Six minutes at the counter
      When it is asked what is owed
        | pack       | bank_guarantee |
        | hours_lost | 0.1            |
      Then "10.00 CNY" is owed as "compensation"

  Rule: Whoever is not content has the price back

    Example: They were treated rudely
      When it is asked what is owed
        | pack         | satisfaction_guarantee |
        | failure_type | staff_conduct          |
        | price        | 30.00 USD              |
      Then "30.00 USD" is owed as "refund"

  Rule: What two packs give for one thing is given once, the most of it

    Example: A flight under a law and under our guarantee
      When it is asked what is owed
        | pack          | us_dot           |
        | occurred_on   | 2026-02-08       |
        | failure_point | cancelled_flight |
        | failure_type  | not_delivered    |
        | price         | 100.00 USD       |
      Then "100.00 USD" is owed as "refund"
