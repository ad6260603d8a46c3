package org.stackdeck.identity.registration;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * An account that requires approval was registered. Published only on the instance that registers the account.
 * Listeners handle the event after the commit.
 */
public record RegistrationReceived(UserId user, UserName name) {}
