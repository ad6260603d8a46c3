package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** The rules of a security group as sentences, with a warning for those that admit everyone. */
final class SecurityRulesPanel extends Div {

    private final Messages messages;
    private final transient Consumer<String> remove;
    private final Div rows = new Div();
    private transient List<Object> shown = List.of();

    /** @param remove removes the rule with this text */
    SecurityRulesPanel(Messages messages, Consumer<String> remove) {
        this.messages = messages;
        this.remove = remove;
        rows.addClassName("rules");
        rows.getElement().setAttribute("role", "list");
        add(new H2(messages.text("resources.rules.title")), rows);
    }

    /**
     * Shows the rules of the group.
     *
     * @param groupName returns the name of a security group that the viewer can see, or else its ID
     */
    void update(CloudResource group, boolean mayRemove, UnaryOperator<String> groupName) {
        List<String> rules = group.texts("rules").stream().sorted().toList();
        List<String> sentences =
                rules.stream().map(rule -> sentence(rule, groupName)).toList();
        List<Object> next = List.of(rules, sentences, mayRemove);
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        rows.removeAll();
        // Incoming traffic first
        Stream.of(true, false)
                .flatMap(ingress -> rules.stream().filter(rule -> rule.startsWith("ingress") == ingress))
                .forEach(rule -> rows.add(row(rule, sentences.get(rules.indexOf(rule)), mayRemove)));
        if (rules.isEmpty()) {
            rows.add(StyledElements.span("muted", messages.text("resources.rules.none")));
        }
    }

    private Div row(String rule, String sentence, boolean mayRemove) {
        Div row = StyledElements.div("rule", new Span(sentence));
        row.getElement().setAttribute("role", "listitem");
        if (SecurityRule.parse(rule).filter(SecurityRule::isOpenToEveryone).isPresent()) {
            row.add(StyledElements.span("pill attention", messages.text("resources.rules.open")));
        }
        if (mayRemove) {
            NativeButton button = Buttons.icon("trash", messages.text("resources.rules.remove", sentence));
            button.addClickListener(_ -> remove.accept(rule));
            row.add(button);
        }
        return row;
    }

    /** Returns a sentence such as {@code Incoming: TCP 443 (IPv4) from everyone}. */
    private String sentence(String text, UnaryOperator<String> groupName) {
        return SecurityRule.parse(text)
                .map(rule -> messages.text(
                        rule.ingress() ? "resources.rules.ingress" : "resources.rules.egress",
                        traffic(rule),
                        rule.etherType(),
                        remote(rule, groupName)))
                .orElse(text);
    }

    private String traffic(SecurityRule rule) {
        String protocol = rule.protocol().equals(SecurityRule.ANY)
                ? messages.text("resources.rules.any")
                : rule.protocol().toUpperCase(Locale.ROOT);
        return rule.ports() == null ? protocol : protocol + " " + rule.ports();
    }

    private String remote(SecurityRule rule, UnaryOperator<String> groupName) {
        String remote = rule.remote();
        if (remote == null) {
            return messages.text(rule.ingress() ? "resources.rules.everyone" : "resources.rules.everywhere");
        }
        return remote.contains("/") ? remote : messages.text("resources.rules.members", groupName.apply(remote));
    }
}
