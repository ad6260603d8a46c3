package org.stackdeck.identity.registration;

import java.util.Locale;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.EmailAddress;

/** An applicant has entered an e-mail address. Published in the transaction that stores the account. */
public record RegistrationContactGiven(UserId user, EmailAddress address, Locale language) {}
