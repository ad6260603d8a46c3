/** E-mail to users: their addresses, and the durable delivery of messages. */
@NullMarked
@NamedInterface("mail")
package org.stackdeck.identity.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
