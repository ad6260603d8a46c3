/** Actions on servers and other resources, their parameters, and the states in which the services accept them. */
@NullMarked
@NamedInterface("action")
package org.stackdeck.cloud.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
