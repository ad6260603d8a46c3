/** Listens to what Nova tells of servers over RabbitMQ, where a cloud is configured to; passes on hints, never content. */
@NullMarked
package org.stackdeck.cloud.notifications;

import org.jspecify.annotations.NullMarked;
