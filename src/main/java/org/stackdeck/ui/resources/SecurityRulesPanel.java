package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SecurityRuleLabels;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows the rules of a security group as sentences. Marks rules that allow all addresses. */
final class SecurityRulesPanel extends Div {

    /** Maximum number of rules that the panel shows. Neutron's default quota is 100 rules in a project. */
    private static final int MAX_SHOWN = 200;

    private final Messages messages;
    private final transient BiConsumer<String, String> remove;
    private final Div rows = StyledElements.div("rules");
    private final transient Map<Row, Div> shown = new HashMap<>();
    private final Span more = StyledElements.span("muted", "");

    private record Row(String rule, String sentence, boolean mayRemove) {}

    /** @param remove removes a rule; receives the text of the rule and the sentence */
    SecurityRulesPanel(Messages messages, BiConsumer<String, String> remove) {
        this.messages = messages;
        this.remove = remove;
        rows.getElement().setAttribute("role", "list");
        add(new H2(messages.text("resources.rules.title")), rows, more);
    }

    /**
     * Shows the rules of the group; rules for incoming traffic are first. Keeps the rows of unchanged rules.
     *
     * @param groupName returns the name of a security group, or the ID if the viewer cannot see the group
     */
    void update(CloudResource group, boolean mayRemove, UnaryOperator<String> groupName) {
        List<String> rules = group.texts("rules").stream().distinct().toList();
        List<Row> wanted = rules.stream()
                .sorted(Comparator.comparing((String rule) -> !rule.startsWith("ingress"))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_SHOWN)
                .map(rule -> new Row(rule, sentence(rule, groupName), mayRemove))
                .toList();
        shown.keySet().stream()
                .filter(row -> !wanted.contains(row))
                .toList()
                .forEach(row -> rows.remove(shown.remove(row)));
        for (int i = 0; i < wanted.size(); i++) {
            Row row = wanted.get(i);
            if (!shown.containsKey(row)) {
                Div added = row(row.rule(), row.sentence(), mayRemove);
                shown.put(row, added);
                rows.addComponentAtIndex(i, added);
            }
        }
        String text = rules.isEmpty()
                ? messages.text("resources.rules.none")
                : rules.size() > MAX_SHOWN ? messages.text("resources.rules.more", rules.size() - MAX_SHOWN) : "";
        if (!text.equals(more.getText())) {
            more.setText(text);
        }
    }

    private Div row(String rule, String sentence, boolean mayRemove) {
        Div row = StyledElements.div("rule", new Span(sentence));
        row.getElement().setAttribute("role", "listitem");
        if (SecurityRule.parse(rule).filter(SecurityRule::isOpenToAllAddresses).isPresent()) {
            row.add(StyledElements.span("pill attention", messages.text("resources.rules.open")));
        }
        if (mayRemove) {
            NativeButton button = NativeButtons.icon("trash", messages.text("resources.rules.remove", sentence));
            button.addClickListener(_ -> remove.accept(rule, sentence));
            row.add(button);
        }
        return row;
    }

    private String sentence(String text, UnaryOperator<String> groupName) {
        return SecurityRule.parse(text)
                .map(new SecurityRuleLabels(messages, groupName)::sentence)
                .orElse(text);
    }
}
