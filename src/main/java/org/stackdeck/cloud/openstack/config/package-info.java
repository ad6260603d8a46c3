/**
 * Reads {@code clouds.yaml}, {@code secure.yaml} and {@code OS_*} variables into cloud entries and reports invalid
 * ones.
 */
@NullMarked
package org.stackdeck.cloud.openstack.config;

import org.jspecify.annotations.NullMarked;
