package org.stackdeck.identity.notice;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Manages notices to users about changes to their sign-in methods and the use of these methods. */
public interface SecurityNoticeService {

    /** Returns the caller's latest twenty notices, newest first. */
    List<SecurityNotice> listRecent(Caller caller);

    /** Returns the number of unseen notices that are older than the caller's session. */
    int countUnseen(Caller caller);

    /** Marks as seen the caller's notices that are older than the caller's session. */
    void markSeen(Caller caller);
}
