package org.stackdeck.operations;

/** The requested action is not available and was not performed. */
public class ActionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public ActionRefusedException(Answer answer) {
        super("refused: " + answer);
        this.answer = answer;
    }

    /** The reason, never {@link Answer.Available}. */
    public Answer answer() {
        return answer;
    }
}
