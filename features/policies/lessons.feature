@policy
Feature: When a failure becomes a lesson
  The figures of the shipped tables "When a case calls for a lesson" and "How
  deep a lesson goes". Whoever changes a table changes these examples with it.

  Rule: The third case of the same failure in a month becomes a lesson

    @p4_2
    Example: Twice is not yet three times
      Given cases of the same failure are over for Omar and Ines
      Then no lesson is open

    @p4_2
    Example: Three times
      Given cases of the same failure are over for Omar and Ines
      When a case of the same failure is closed for Mina
      Then a lesson is open because of Mina's case
      And it is linked to all three

  Rule: The more it costs and the oftener it comes, the deeper we go

    @p4_1
    Example: What has cost ten thousand is redesigned
      Given Aude has asked for a lesson about what cost 10000
      When Aude has found its cause
      Then Eva is asked to "Commission a redesign"

    @p4_1
    Example: Eva says who leads it
      Given Aude has asked for a lesson about what cost 10000
      And Aude has found its cause
      When Eva commissions the redesign
      Then Olga is asked to "Plan the action"

    @p4_1
    Example: What cost less is not
      Given Aude has asked for a lesson about what cost 9999
      When Aude has found its cause
      Then Eva is not asked to "Commission a redesign"
