package org.stackdeck.ui.i18n;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.SecurityRule;

/** Formats security group rules as sentences. */
public final class SecurityRuleLabels {

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
     * Returns the incoming traffic that the rules allow, and the part of it that is allowed from all addresses.
     *
     * @param rules texts as in the field {@code rules}; texts in an unknown format are ignored
     */
    public String summary(List<String> rules) {
        List<SecurityRule> incoming = rules.stream()
                .flatMap(text -> SecurityRule.parse(text).stream())
                .filter(SecurityRule::ingress)
                .toList();
        if (incoming.isEmpty()) {
            return messages.text("resources.rules.summary.none");
        }
        String all = traffic(incoming.stream());
        String open = openTraffic(incoming);
        if (open.isEmpty()) {
            return messages.text("resources.rules.summary", all);
        }
        return open.equals(all)
                ? messages.text("resources.rules.summary.all-open", all)
                : messages.text("resources.rules.summary.open", all, open);
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
