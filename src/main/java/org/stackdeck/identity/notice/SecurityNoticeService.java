package org.stackdeck.identity.notice;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Notices to users about changes of their sign-in methods. */
public interface SecurityNoticeService {

    /** The caller's latest twenty notices, newest first. */
    List<SecurityNotice> listRecent(Caller caller);

    /** Number of unseen notices that are older than the caller's session. */
    int countUnseen(Caller caller);

    /** Marks the caller's notices that are older than the session as seen. */
    void markSeen(Caller caller);
}
