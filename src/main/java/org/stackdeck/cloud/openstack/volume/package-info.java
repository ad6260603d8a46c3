/** Reads whether Cinder can back up volumes, changes metadata, and transfers volumes between projects. */
@NullMarked
package org.stackdeck.cloud.openstack.volume;

import org.jspecify.annotations.NullMarked;
