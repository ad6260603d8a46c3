package org.stackdeck.identity;

import java.util.List;

/** What users are told of changes to how they sign in. */
public interface Notices {

    /** The caller's newest twenty, newest first. */
    List<Notice> newest(Caller caller);

    /** How many the caller has not looked at that are older than their session: news since they were last here. */
    int news(Caller caller);

    /** The caller has looked at all there are. */
    void seen(Caller caller);
}
