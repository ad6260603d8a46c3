/** Actions on servers, their parameters, and the rules that decide in which server states Nova accepts them. */
@NullMarked
@NamedInterface("action")
package org.stackdeck.cloud.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
