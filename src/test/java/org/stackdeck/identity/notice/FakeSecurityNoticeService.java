package org.stackdeck.identity.notice;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Security notice service that has no notices. */
public class FakeSecurityNoticeService implements SecurityNoticeService {

    @Override
    public List<SecurityNotice> listRecent(Caller caller) {
        return List.of();
    }

    @Override
    public int countUnseen(Caller caller) {
        return 0;
    }

    @Override
    public void markSeen(Caller caller) {
        // There are no notices.
    }
}
