@strategy @strategy_systematic_response
Feature: A protocol that does not fit is changed, not obeyed
  Deviations with a reason are what the next version is made of. Where there
  is no protocol, people are heard one by one, and one is asked for.

  Rule: Where it does not fit, each customer is heard alone

    @st_2
    Example: Ruth sees that it does not fit
      Given the protocol for a cancelled flight is published
      When Ruth finds that the protocol does not fit Mina
      Then Ruth is asked to "Assess the report"

    @st_2 @clock
    Example: There is none
      Given a cancelled flight struck Mina
      And Olga has said that it is over
      When everybody's case is closed
      And Teo looks back
      Then a protocol is asked for

  Rule: A protocol that is often left is looked at again

    @p4_4 @clock
    Example: Every case was handled otherwise
      Given the protocol for a cancelled flight is published
      And a cancelled flight struck Mina
      And Ruth has left a step of Mina's out, which Teo accepted
      And Olga has said that it is over
      When everybody's case is closed
      And Teo looks back
      Then Aude is asked to "Review the protocol"

  Rule: A variance of care is signed, and told openly

    @st_2
    Example: Nobody has told the patient
      Given a protocol of care is published
      And a cancelled flight struck Mina
      When the variance is signed, and nobody has told the patient
      Then Teo is asked to "Tell the patient or the family"

    @st_2
    Example: The family has been told
      Given a protocol of care is published
      And a cancelled flight struck Mina
      And the variance was signed, and nobody had told the patient
      When Teo does "Tell the patient or the family" for Mina
      Then Mina is asked to "Say if this is enough"
