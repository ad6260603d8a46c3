/**
 * Interface between {@code connections} and {@code cloud.openstack}: the settings of a connection, and the steps and
 * findings of its test.
 */
@NullMarked
@NamedInterface("connection")
package org.stackdeck.cloud.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
