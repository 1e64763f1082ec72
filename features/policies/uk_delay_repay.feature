@policy
Feature: What the UK gives rail passengers
  Delay Repay as the pack "uk_delay_repay" has it. To be checked.

  Rule: A share of the fare by the time lost, whatever the cause

    Scenario Outline: <hours> hours late
      When it is asked what is owed
        | pack          | uk_delay_repay |
        | occurred_on   | 2026-02-08     |
        | hours_lost    | <hours>        |
        | price         | 40.00 GBP      |
        | return_price  | 70.00 GBP      |
        | extraordinary | yes            |
      Then "<sum>" is owed as "compensation"

      Examples: as decided in the table "uk_delay_repay_2016"
        | hours | sum       |
        | 0.2   | nothing   |
        | 0.25  | 10.00 GBP |
        | 0.5   | 20.00 GBP |
        | 1     | 40.00 GBP |
        | 2     | 70.00 GBP |
