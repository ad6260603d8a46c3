package org.stackdeck.contract;

/** The kinds of credentials that administrators can configure in Stackdeck. */
enum CredentialKind {
    /** A member's password without a project, which covers all projects of the member. */
    MEMBER_OF_ALL(true),
    /** A member's password, scoped to the project {@code staff}. */
    MEMBER(true),
    /** A member's application credential, scoped to the project {@code staff}. */
    APPLICATION(true),
    /** A reader's password, scoped to the project {@code staff}. */
    READER(false),
    /** An administrator's password. */
    ADMIN(true);

    private final boolean canAct;

    CredentialKind(boolean acts) {
        this.canAct = acts;
    }

    /** Returns whether the cloud permits actions on servers with this credential. */
    boolean canAct() {
        return canAct;
    }
}
