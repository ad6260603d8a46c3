package org.stackdeck.operations;

/** An action was asked for that is not available. Nothing was done. */
public class ActionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public ActionRefusedException(Answer answer) {
        super("refused: " + answer);
        this.answer = answer;
    }

    /** Why; never {@link Answer.Available}. */
    public Answer answer() {
        return answer;
    }
}
