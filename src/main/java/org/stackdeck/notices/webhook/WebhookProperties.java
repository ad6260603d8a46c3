package org.stackdeck.notices.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of all webhooks.
 *
 * @param privateAddresses whether webhook URLs may point to private networks (RFC 1918, 100.64.0.0/10, 192.0.0.0/24,
 *     198.18.0.0/15, fc00::/7)
 * @param loopback whether webhook URLs may point to loopback addresses, also over HTTP; for tests
 * @param sslBundle name of the SSL bundle with the trusted certificates; empty for the trusted certificates of Java
 */
@ConfigurationProperties("stackdeck.webhooks")
public record WebhookProperties(
        @DefaultValue("true") boolean privateAddresses,
        @DefaultValue("false") boolean loopback,
        @DefaultValue("") String sslBundle) {}
