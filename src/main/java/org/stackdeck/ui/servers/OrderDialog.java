package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.UnsuitableOrderException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofField;
import org.stackdeck.ui.proof.ProofPrompt;

/** Requests the parameters of an action and shows errors. Input is kept until the action is accepted. */
final class OrderDialog extends Dialog {

    private final ServerAction action;
    private final Words words;
    private final ProofPrompt prompt;
    private final Consumer<Order> submit;
    private final List<OrderField> fields = new ArrayList<>();
    private final Div form = new Div();
    private final Button confirm;
    private @Nullable TextField typed;
    private @Nullable ProofField proof;
    private final String name;

    /** @param submit submits the action, or throws an exception that describes the invalid parameter */
    OrderDialog(Server server, ServerAction action, Words words, ProofPrompt prompt, Consumer<Order> submit) {
        this.action = action;
        this.words = words;
        this.prompt = prompt;
        this.submit = submit;
        this.name = server.called();
        setHeaderTitle(words.say("servers.action." + action.word()) + " · " + name);
        addClassName("order");
        form.addClassName("order-form");
        setWidth("460px");
        words.find("servers.order.note." + action.word()).map(Paragraph::new).ifPresent(form::add);
        confirm = new Button(words.say("servers.action." + action.word()), event -> {
            if (proof == null || proof.prove()) {
                attempt();
            }
            event.getSource().setEnabled(true);
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.addClickShortcut(Key.ENTER).listenOn(this);
        for (ActionParameter parameter : action.parameters()) {
            OrderField field = OrderField.of(
                    parameter, action.required().contains(parameter), initial(server, parameter), words, this::weigh);
            fields.add(field);
            form.add(field.component());
        }
        if (action.destroys()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            typed = typed();
            form.add(typed);
        }
        add(form);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        weigh();
        fields.stream()
                .map(OrderField::component)
                .filter(Focusable.class::isInstance)
                .findFirst()
                .ifPresent(first -> ((Focusable<?>) first).focus());
    }

    /** Returns the parameters whose values are selected from resources of the project. */
    List<ActionParameter> chosen() {
        return fields.stream()
                .filter(OrderField::chosen)
                .map(OrderField::parameter)
                .toList();
    }

    void offer(ActionParameter parameter, List<Choice> choices) {
        field(parameter).ifPresent(field -> field.offer(choices, words));
        weigh();
    }

    /** Shows that the options could not be loaded. */
    void failed(ActionParameter parameter, String why) {
        field(parameter).ifPresent(field -> field.invalid(why));
    }

    private TextField typed() {
        TextField field = new TextField(words.say("servers.delete.type", name));
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.OFF);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(_ -> weigh());
        return field;
    }

    /** Enables the button once the request is valid and, for actions that destroy data, the server's name was typed. */
    private void weigh() {
        boolean whole;
        try {
            order().check();
            whole = true;
        } catch (UnsuitableOrderException e) {
            whole = false;
            if (e.why() == UnsuitableOrderException.Why.RESERVED) {
                showProblem(e);
            }
        }
        confirm.setEnabled(whole && (typed == null || typed.getValue().strip().equals(name.strip())));
    }

    private Order order() {
        Order order = Order.of(action);
        for (OrderField field : fields) {
            Optional<Argument> said = field.argument();
            if (said.isPresent()) {
                order = order.with(field.parameter(), said.get());
            }
        }
        return order;
    }

    private void attempt() {
        try {
            submit.accept(order());
            close();
        } catch (UnsuitableOrderException e) {
            showProblem(e);
        } catch (StepUpRequiredException asked) {
            proof = prompt.field(words, asked);
            proof.onProved(this::attempt);
            form.add(proof);
            proof.focus();
        }
    }

    private void showProblem(UnsuitableOrderException problem) {
        String key = "servers.order.wrong."
                + problem.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        field(problem.parameter()).ifPresent(field -> field.invalid(words.say(key)));
    }

    private Optional<OrderField> field(ActionParameter parameter) {
        return fields.stream().filter(field -> field.parameter() == parameter).findFirst();
    }

    private @Nullable String initial(Server server, ActionParameter parameter) {
        return switch (parameter) {
            case NAME ->
                action == ServerAction.SNAPSHOT ? server.name() + "-" + LocalDate.now(words.zone()) : server.name();
            case DESCRIPTION -> Objects.requireNonNullElse(server.description(), "");
            case PASSWORD,
                    REASON,
                    TAG,
                    KEY,
                    VALUE,
                    IMAGE,
                    FLAVOR,
                    VOLUME,
                    NETWORK,
                    PORT,
                    SECURITY_GROUP,
                    FLOATING_IP,
                    HOST,
                    STATE -> null;
        };
    }
}
