/**
 * Reads {@code clouds.yaml}, {@code secure.yaml}, {@code OS_*} variables and the settings of connections into cloud
 * entries, and reports invalid ones.
 */
@NullMarked
package org.stackdeck.cloud.openstack.config;

import org.jspecify.annotations.NullMarked;
