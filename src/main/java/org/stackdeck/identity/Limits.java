package org.stackdeck.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many attempts are let through in ten minutes before they are throttled.
 *
 * @param perAccountAndSource wrong passwords or reset codes for one name from one address
 * @param perSource wrong passwords or codes from one address, whatever the name
 * @param challenges questions to a passkey that one address asks for; only so many are remembered in all
 * @param registrations registrations from one address
 * @param codesPerAccount wrong codes of a second factor for one account from anywhere: only who knows its password, or is
 *     in one of its sessions, gets to try one
 * @param setup wrong setup codes from one address
 */
@ConfigurationProperties("stackdeck.limits")
record Limits(
        @DefaultValue("10") int perAccountAndSource,
        @DefaultValue("100") int perSource,
        @DefaultValue("60") int registrations,
        @DefaultValue("30") int codesPerAccount,
        @DefaultValue("300") int challenges,
        @DefaultValue("10") int setup) {}
