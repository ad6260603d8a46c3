package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.i18n.SecurityRuleLabels;

/** Shows the rules of a security group as sentences. Marks rules that allow all addresses. */
final class SecurityRulesPanel extends ResourcePanel {

    /** Maximum number of rules that the panel shows. Neutron's default quota is 100 rules in a project. */
    private static final int MAX_SHOWN = 200;

    private final ResourceActionBar actions;
    private final Messages messages;
    private final Div rows = StyledElements.div("rules");
    private final transient Map<Row, Div> shown = new HashMap<>();
    private final Span more = StyledElements.span("muted", "");

    private record Row(String rule, String sentence, boolean mayRemove) {}

    SecurityRulesPanel(ResourceActionBar actions, Messages messages) {
        this.actions = actions;
        this.messages = messages;
        rows.getElement().setAttribute("role", "list");
        add(new H2(messages.text("resources.rules.title")), rows, more);
    }

    @Override
    boolean shows(ResourceField field) {
        return field.code().equals("rules");
    }

    /** Shows the rules of the group; rules for incoming traffic are first. Keeps the rows of unchanged rules. */
    @Override
    void update(CloudResource group, ResourceValueFormatter values) {
        boolean mayRemove = actions.isAvailable(ResourceAction.REMOVE_SECURITY_GROUP_RULE);
        SecurityRuleLabels labels = new SecurityRuleLabels(
                messages,
                id -> values.name(group.cloud(), ResourceKind.SECURITY_GROUP, id)
                        .orElse(id));
        List<String> rules = group.texts("rules").stream().distinct().toList();
        List<Row> currentRows = rules.stream()
                .limit(MAX_SHOWN)
                .map(rule -> new Row(
                        rule, SecurityRule.parse(rule).map(labels::sentence).orElse(rule), mayRemove))
                .toList();
        shown.keySet().stream()
                .filter(row -> !currentRows.contains(row))
                .toList()
                .forEach(row -> rows.remove(shown.remove(row)));
        for (int i = 0; i < currentRows.size(); i++) {
            Row row = currentRows.get(i);
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
            button.addClickListener(_ -> confirmRemoval(rule, sentence));
            row.add(button);
        }
        return row;
    }

    private void confirmRemoval(String rule, String sentence) {
        String label = messages.text("resources.action.security-groups.remove-rule");
        new ConfirmationDialog(
                        messages,
                        label,
                        label,
                        () -> actions.submit(ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE)
                                .with(ActionParameter.RULE, rule)),
                        sentence)
                .open();
    }
}
