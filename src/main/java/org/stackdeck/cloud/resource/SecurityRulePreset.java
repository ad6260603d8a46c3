package org.stackdeck.cloud.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A network service that security group rules often allow, with its protocol and port. */
public enum SecurityRulePreset {
    SSH("tcp", "22"),
    HTTP("tcp", "80"),
    HTTPS("tcp", "443"),
    RDP("tcp", "3389"),
    PING("icmp", null);

    private static final String NONE = "none";

    private final String protocol;
    private final @Nullable String ports;

    SecurityRulePreset(String protocol, @Nullable String ports) {
        this.protocol = protocol;
        this.ports = ports;
    }

    public String protocol() {
        return protocol;
    }

    /** Returns the port; null for all ports. */
    public @Nullable String ports() {
        return ports;
    }

    /** Returns the code for no service, followed by the codes of all services. */
    public static List<String> codesWithNone() {
        return Stream.concat(Stream.of(NONE), Arrays.stream(values()).map(SecurityRulePreset::code))
                .toList();
    }

    /** Returns the service with this code; empty for other codes, such as the code for no service. */
    public static Optional<SecurityRulePreset> fromCode(String code) {
        return Arrays.stream(values())
                .filter(service -> service.code().equals(code))
                .findFirst();
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the rules that allow the service for all addresses, IPv4 and IPv6. */
    public List<SecurityRule> ingressRules() {
        return SecurityRule.ETHER_TYPES.stream()
                .map(type -> new SecurityRule(true, type, protocol, ports, null).canonical())
                .toList();
    }
}
