/** Messages about events to the chats of groups, through webhooks that accept Slack's JSON format. */
@NullMarked
@NamedInterface("webhook")
package org.stackdeck.notices.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
