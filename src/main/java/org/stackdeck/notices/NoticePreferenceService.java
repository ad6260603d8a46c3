package org.stackdeck.notices;

import org.stackdeck.identity.Caller;

/** Stores the choices of channels of the caller. A choice affects only its owner and is deleted with the account. */
public interface NoticePreferenceService {

    NoticePreferences find(Caller caller);

    /**
     * Stores a choice immediately. It also applies to existing notices.
     *
     * @throws org.stackdeck.identity.TooManyChangesException after too many changes within a minute
     */
    void set(Caller caller, NoticeKind kind, NoticeChannel channel, boolean enabled);
}
