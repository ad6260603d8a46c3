package org.stackdeck.ui.servers.attached;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.i18n.SecurityRuleLabels;
import org.stackdeck.ui.servers.actions.ServerActionButtonFactory;

/**
 * Creates lists of the ports, floating IPs, security groups and volumes of a server. Each item has a button that
 * removes it.
 */
public final class ServerResourceListFactory {

    private final Messages messages;
    private final ServerActionButtonFactory buttons;
    private final Consumer<ServerAction> openAction;
    private final Consumer<ActionRequest> submit;
    private final ResourceNames names;
    /** Kept when the content changes, together with the port that the user has entered. */
    private final PortReachabilityPanel reachability;

    /** Creates the name of a resource, with a link to the page of the resource if the viewer can see that page. */
    @FunctionalInterface
    public interface ResourceNames {

        Component create(ResourceKind kind, String id, String name);
    }

    /**
     * @param openAction opens the dialog of an action that adds an item
     * @param submit submits a removal, after a confirmation if the removal is disruptive
     */
    public ServerResourceListFactory(
            Messages messages,
            ServerActionButtonFactory buttons,
            Consumer<ServerAction> openAction,
            Consumer<ActionRequest> submit,
            ResourceNames names) {
        this.names = names;
        this.messages = messages;
        this.reachability = new PortReachabilityPanel(messages);
        this.buttons = buttons;
        this.openAction = openAction;
        this.submit = submit;
    }

    public Component network(AttachedResourceService.NetworkDetails networkDetails) {
        buttons.clear();
        DetailSection ports = buttons.section("ports", ServerAction.ATTACH_INTERFACE, openAction);
        for (Port port : networkDetails.ports()) {
            ports.addLine(
                    names.create(ResourceKind.PORT, port.id(), port.name()),
                    removeButton(ServerAction.DETACH_INTERFACE, ActionParameter.PORT, port.id(), port.name()),
                    port.network(),
                    port.mac());
        }
        DetailSection floating = buttons.section("floating", ServerAction.ASSOCIATE_FLOATING_IP, openAction);
        for (FloatingIp ip : networkDetails.floatingIps()) {
            floating.addLine(
                    names.create(ResourceKind.FLOATING_IP, ip.id(), ip.ip()),
                    removeButton(ServerAction.DISASSOCIATE_FLOATING_IP, ActionParameter.FLOATING_IP, ip.id(), ip.ip()),
                    networkDetails.ports().stream()
                            .filter(port -> port.id().equals(ip.portId()))
                            .map(Port::name)
                            .findFirst()
                            .orElse(""));
        }
        DetailSection groups = buttons.section("groups", ServerAction.ADD_SECURITY_GROUP, openAction);
        for (SecurityGroup group : networkDetails.securityGroups()) {
            groups.addLine(
                            names.create(ResourceKind.SECURITY_GROUP, group.id(), group.name()),
                            removeButton(
                                    ServerAction.REMOVE_SECURITY_GROUP,
                                    ActionParameter.SECURITY_GROUP,
                                    group.id(),
                                    group.name()),
                            Objects.requireNonNullElse(group.description(), ""))
                    .getElement()
                    .appendChild(rules(group));
        }
        DetailSection reach = new DetailSection(messages.text("servers.parts.reach"), "");
        reachability.update(networkDetails);
        reach.add(reachability);
        return new Div(ports, floating, groups, reach);
    }

    public Component volumes(List<CloudResource> volumes) {
        buttons.clear();
        DetailSection section = buttons.section("volumes", ServerAction.ATTACH_VOLUME, openAction);
        for (CloudResource volume : volumes) {
            String name = volume.displayName();
            section.addLine(
                    names.create(ResourceKind.VOLUME, volume.id(), name),
                    removeButton(ServerAction.DETACH_VOLUME, ActionParameter.VOLUME, volume.id(), name),
                    volume.number("size").orElse(0L) + " GB",
                    volume.status());
        }
        return section;
    }

    private Component removeButton(ServerAction action, ActionParameter parameter, String id, String name) {
        return buttons.iconButton(
                action,
                name,
                () -> submit.accept(ActionRequest.of(action).with(parameter, new ActionArgument(id, name))));
    }

    /** Lists only the ingress rules of a security group, because users usually look for them. */
    private Element rules(SecurityGroup group) {
        SecurityRuleLabels labels = new SecurityRuleLabels(messages, name -> name);
        List<SecurityRule> into =
                group.rules().stream().filter(SecurityRule::ingress).toList();
        UnorderedList list = new UnorderedList();
        into.stream().map(labels::sentence).distinct().forEach(rule -> list.add(new ListItem(rule)));
        Element details = new Element("details");
        Element summary = new Element("summary").setText(messages.text("servers.parts.rules", into.size()));
        String open = labels.openTraffic(into);
        if (!open.isEmpty()) {
            Span warning = StyledElements.span("pill attention", messages.text("servers.parts.rules.open", open));
            warning.setTitle(messages.text("resources.rules.open.warning"));
            summary.appendChild(warning.getElement());
        }
        details.appendChild(summary);
        details.appendChild(list.getElement());
        return details;
    }
}
