/**
 * Receives the notifications of Nova, Cinder, Neutron and Glance over RabbitMQ and publishes them as change hints
 * without their content.
 */
@NullMarked
package org.stackdeck.cloud.notifications;

import org.jspecify.annotations.NullMarked;
