package org.stackdeck.identity;

import java.util.List;

/** No notices. */
public class FakeNotices implements Notices {

    @Override
    public List<Notice> newest(Caller caller) {
        return List.of();
    }

    @Override
    public int news(Caller caller) {
        return 0;
    }

    @Override
    public void seen(Caller caller) {
        // No notices.
    }
}
