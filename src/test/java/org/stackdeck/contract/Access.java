package org.stackdeck.contract;

/** The kinds of credential that a console may be given. */
enum Access {
    /** A member's password without a project. */
    MEMBER_OF_ALL(true),
    /** A member's password with the project staff. */
    MEMBER(true),
    /** A member's application credential for the project staff. */
    APPLICATION(true),
    /** A reader's password with the project staff. */
    READER(false),
    /** An administrator's password. */
    ADMIN(true);

    private final boolean acts;

    Access(boolean acts) {
        this.acts = acts;
    }

    /** Whether the cloud lets it do anything to a server. */
    boolean acts() {
        return acts;
    }
}
