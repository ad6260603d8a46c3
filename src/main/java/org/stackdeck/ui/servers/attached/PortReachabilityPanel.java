package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.operations.detail.AttachedResourceService.NetworkDetails;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.i18n.SecurityRuleLabels;

/** Shows which sources can reach a TCP or UDP port of a server, according to the rules of all its security groups. */
final class PortReachabilityPanel extends Div {

    private static final int MAX_PORT = 65_535;
    private static final int SSH = 22;

    private final Messages messages;
    private final SecurityRuleLabels labels;
    private final Select<String> protocol = new Select<>();
    private final IntegerField port = new IntegerField();
    private final Div answer = new Div();
    private transient NetworkDetails networkDetails = new NetworkDetails(List.of(), List.of(), List.of());

    PortReachabilityPanel(Messages messages) {
        this.messages = messages;
        this.labels = new SecurityRuleLabels(messages, name -> name);
        addClassName("reachability");
        protocol.setItems("tcp", "udp");
        protocol.setItemLabelGenerator(item -> item.toUpperCase(Locale.ROOT));
        protocol.setAriaLabel(messages.text("resources.rules.field.protocol"));
        port.setMin(1);
        port.setMax(MAX_PORT);
        port.setAriaLabel(messages.text("servers.parts.reach.port"));
        port.setValueChangeMode(ValueChangeMode.EAGER);
        answer.getElement().setAttribute("role", "status");
        Div question = StyledElements.div("question", protocol, port);
        add(question, answer);
        protocol.setValue("tcp");
        port.setValue(SSH);
        protocol.addValueChangeListener(_ -> update());
        port.addValueChangeListener(_ -> update());
    }

    /** Shows the sources for other rules. Keeps the protocol and the port that the user has entered. */
    void update(NetworkDetails current) {
        networkDetails = current;
        update();
    }

    private void update() {
        answer.removeAll();
        Integer number = port.getValue();
        if (number == null || number < 1 || number > MAX_PORT) {
            answer.setText(messages.text("servers.parts.reach.invalid", MAX_PORT));
            return;
        }
        UnorderedList sentences = new UnorderedList();
        String unfiltered = names(candidate -> !candidate.portSecurity());
        if (!unfiltered.isEmpty()) {
            sentences.add(new ListItem(messages.text("servers.parts.reach.unfiltered", unfiltered)));
        }
        // A port can use a security group of another project. The rules of such a group are unknown.
        Set<String> known =
                networkDetails.securityGroups().stream().map(SecurityGroup::id).collect(Collectors.toSet());
        String unknown = names(candidate -> !known.containsAll(candidate.securityGroups()));
        if (!unknown.isEmpty()) {
            sentences.add(new ListItem(messages.text("servers.parts.reach.unknown", unknown)));
        }
        for (SecurityGroup group : networkDetails.securityGroups()) {
            group.rules().stream()
                    .filter(rule -> rule.ingress() && rule.matches(protocol.getValue(), number))
                    .map(rule -> sentence(group, rule))
                    .distinct()
                    .forEach(text -> sentences.add(new ListItem(text)));
        }
        if (sentences.getComponentCount() == 0) {
            answer.setText(messages.text("servers.parts.reach.nobody", number));
        } else {
            answer.add(sentences);
        }
    }

    private String names(Predicate<Port> condition) {
        return networkDetails.ports().stream().filter(condition).map(Port::name).collect(Collectors.joining(", "));
    }

    private String sentence(SecurityGroup group, SecurityRule rule) {
        String text = messages.text(
                "servers.parts.reach.allowed",
                StringUtils.capitalize(labels.remote(rule)),
                rule.etherType(),
                group.name(),
                labels.traffic(rule));
        long ports = networkDetails.ports().stream()
                .filter(candidate -> candidate.securityGroups().contains(group.id()))
                .count();
        return ports == networkDetails.ports().size()
                ? text
                : messages.text(
                        "servers.parts.reach.only",
                        text,
                        names(candidate -> candidate.securityGroups().contains(group.id())));
    }
}
