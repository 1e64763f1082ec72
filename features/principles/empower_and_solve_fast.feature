@principle_empower_and_solve_fast
Feature: Whoever meets the customer may put it right, at once
  A failure that is put right on the spot costs one, the next day ten, and
  after a letter of complaint a hundred. Asking for leave is what takes long.

  Rule: Within their authority people act without asking

    @p2_1 @forms
    Example: Ruth puts it right while Mina waits
      Given Mina has reported a small failure
      When Ruth puts it right at once, with as much as the desk may give
      Then Mina has been paid as much
      And nobody was asked to approve anything in Mina's case
      And Mina was answered on the day of the report

    @p2_1
    Example: Kind words are enough for Omar
      Given Omar has reported a small failure
      When Ruth puts it right at once, without money
      Then Omar has been paid nothing
      And Carla is asked to "Tell result and lesson"

  Rule: Discretion is looked at afterwards, by its pattern

    @p2_4
    Example: Ruth is generous in every case
      Given Ruth gave something in each of many cases
      Then every one of these customers keeps it
      And what Ruth gave is listed for review

    @p2_4
    Example: Teo looks at it, Ruth does not
      Given Ruth gave something in each of many cases
      Then Ruth is not shown how others use their discretion

  Rule: Tables decide, and a case keeps those it began with

    @p2_5
    Example: The limits are raised while Mina's case runs
      Given Mina has reported a small failure
      When everybody's authority is doubled
      And Omar reports a small failure as well
      Then Omar's case allows the desk twice as much as Mina's
      And the records name two editions
