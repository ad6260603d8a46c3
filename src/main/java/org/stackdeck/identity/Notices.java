package org.stackdeck.identity;

import java.util.List;

/** Notices to users about changes of their sign-in methods. */
public interface Notices {

    /** The caller's latest twenty notices, newest first. */
    List<Notice> newest(Caller caller);

    /** Number of unseen notices that are older than the caller's session. */
    int news(Caller caller);

    /** Marks all notices of the caller as seen. */
    void seen(Caller caller);
}
