package org.stackdeck.ui.i18n;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.SecurityRule;

/** Formats security group rules as sentences. */
public final class SecurityRuleLabels {

    /** Maximum number of sources in a summary. */
    private static final int MAX_SOURCES = 3;

    private final Messages messages;
    private final UnaryOperator<String> groupName;

    /** @param groupName returns the name of a security group, or the argument if the group is unknown */
    public SecurityRuleLabels(Messages messages, UnaryOperator<String> groupName) {
        this.messages = messages;
        this.groupName = groupName;
    }

    /** Returns a sentence such as {@code Incoming: TCP 443 (IPv4) from everyone}. */
    public String sentence(SecurityRule rule) {
        return messages.text(
                rule.ingress() ? "resources.rules.ingress" : "resources.rules.egress",
                traffic(rule),
                rule.etherType(),
                remote(rule));
    }

    /**
     * Returns the incoming traffic that the rules allow, by its source. Traffic from all addresses is first.
     *
     * @param rules texts as in the field {@code rules}; texts in an unknown format are ignored
     */
    public String summary(List<String> rules) {
        Map<String, List<SecurityRule>> incoming = rules.stream()
                .flatMap(text -> SecurityRule.parse(text).stream())
                .filter(SecurityRule::ingress)
                .sorted(Comparator.comparing(rule -> !rule.isOpenToAllAddresses()))
                .collect(Collectors.groupingBy(this::remote, LinkedHashMap::new, Collectors.toList()));
        if (incoming.isEmpty()) {
            return messages.text("resources.rules.summary.none");
        }
        List<String> parts = new ArrayList<>();
        incoming.entrySet().stream()
                .limit(MAX_SOURCES)
                .forEach(source -> parts.add(messages.text(
                        "resources.rules.summary.source", traffic(source.getValue().stream()), source.getKey())));
        if (incoming.size() > MAX_SOURCES) {
            parts.add(messages.text("resources.rules.summary.more", incoming.size() - MAX_SOURCES));
        }
        return messages.text("resources.rules.summary", String.join("; ", parts));
    }

    /** Returns the traffic that the rules allow from all addresses; empty if no rule allows any. */
    public String openTraffic(List<SecurityRule> incoming) {
        return traffic(incoming.stream().filter(SecurityRule::isOpenToAllAddresses));
    }

    private String traffic(Stream<SecurityRule> rules) {
        return rules.map(this::traffic).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** Returns the protocol and the ports. */
    public String traffic(SecurityRule rule) {
        String protocol = rule.protocol().equals(SecurityRule.ANY)
                ? messages.text("resources.rules.any")
                : rule.protocol().toUpperCase(Locale.ROOT);
        return rule.ports() == null ? protocol : protocol + " " + rule.ports();
    }

    /** Returns the source or destination of the traffic that the rule allows. */
    public String remote(SecurityRule rule) {
        String remote = rule.remote();
        if (remote == null) {
            return messages.text(rule.ingress() ? "resources.rules.everyone" : "resources.rules.everywhere");
        }
        if (rule.hasAddressGroup()) {
            return messages.text(
                    "resources.rules.address-group", remote.substring(SecurityRule.ADDRESS_GROUP.length()));
        }
        return remote.contains("/") ? remote : messages.text("resources.rules.members", groupName.apply(remote));
    }
}
