package org.stackdeck.identity.registration;

import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Published on the instance on which an account was registered that requires approval. Listeners handle it after the
 * commit.
 */
public record RegistrationReceived(UserId user, UserName name) {}
