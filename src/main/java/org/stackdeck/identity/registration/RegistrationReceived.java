package org.stackdeck.identity.registration;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Published when an account that requires approval is registered, on the instance that registers it. Listeners handle
 * it after the commit.
 */
public record RegistrationReceived(UserId user, UserName name) {}
