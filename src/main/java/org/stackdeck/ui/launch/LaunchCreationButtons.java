package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.AddKeyPairDialog;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;
import org.stackdeck.ui.resources.creation.ResourceCreationBar;
import org.stackdeck.ui.resources.creation.ResourceCreationBarFactory;

/**
 * Adds buttons to the launch form that create resources and key pairs. The form keeps its input and selects the new
 * resource or key pair.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class LaunchCreationButtons {

    private final ResourceCreationBarFactory factory;
    private final UserKeyPairService userKeyPairService;
    private final CurrentUser currentUser;
    private final ViewerPermissions viewerPermissions;
    private final List<ResourceCreationBar> bars = new ArrayList<>();

    LaunchCreationButtons(
            ResourceCreationBarFactory factory,
            UserKeyPairService userKeyPairService,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions) {
        this.factory = factory;
        this.userKeyPairService = userKeyPairService;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
    }

    /**
     * Adds the buttons to the form.
     *
     * @param selected returns the selected project; null if none is selected
     * @param reload loads the options of the kind from the cloud
     */
    void addTo(LaunchForm form, Messages messages, Supplier<@Nullable Project> selected, Consumer<OptionKind> reload) {
        addBar(form, messages, ResourceKind.VOLUME, OptionKind.VOLUME, selected, reload);
        addBar(form, messages, ResourceKind.NETWORK, OptionKind.NETWORK, selected, reload);
        addBar(form, messages, ResourceKind.SECURITY_GROUP, OptionKind.SECURITY_GROUP, selected, reload);
        addBar(form, messages, ResourceKind.SERVER_GROUP, OptionKind.SERVER_GROUP, selected, reload);
        Div keyPairs = StyledElements.div(
                "resource-creation",
                createKeyPairButton(form, messages, "keypairs.add", AddKeyPairDialog::forImport),
                createKeyPairButton(form, messages, "keypairs.make", AddKeyPairDialog::forGeneration));
        form.addKeyPairCreation(keyPairs);
    }

    private void addBar(
            LaunchForm form,
            Messages messages,
            ResourceKind kind,
            OptionKind optionKind,
            Supplier<@Nullable Project> selected,
            Consumer<OptionKind> reload) {
        factory.create(kind, viewerPermissions, messages, project -> project.equals(selected.get()), () -> {
                    Consumer<String> selection = form.selectWhenOffered(optionKind);
                    return creation -> {
                        // The user may have selected another project in the meantime.
                        if (isIn(creation, selected.get())) {
                            selection.accept(creation.target().idText());
                            reload.accept(optionKind);
                        }
                    };
                })
                .ifPresent(bar -> {
                    bars.add(bar);
                    messages.findText("launch.create.note." + kind.code()).ifPresent(note -> {
                        Span hint = StyledElements.span("hint", note);
                        bar.add(hint);
                    });
                    form.addCreation(optionKind, bar);
                });
    }

    private static boolean isIn(Operation creation, @Nullable Project project) {
        return project != null
                && project.cloud().equals(creation.cloud())
                && project.id().equals(creation.project());
    }

    private NativeButton createKeyPairButton(LaunchForm form, Messages messages, String label, DialogFactory dialog) {
        NativeButton button = NativeButtons.labelled("plus", messages.text(label));
        button.getElement().setAttribute("data-action", label);
        button.addClickListener(_ -> dialog.create(
                        userKeyPairService,
                        currentUser,
                        messages,
                        created -> form.selectCreatedKeyPair(userKeyPairService.list(currentUser.caller()), created))
                .open());
        return button;
    }

    /** Shows only the buttons for the resources that the viewer may create in the selected project. */
    void refresh() {
        bars.forEach(ResourceCreationBar::refresh);
    }

    @FunctionalInterface
    private interface DialogFactory {
        AddKeyPairDialog create(
                UserKeyPairService userKeyPairService,
                CurrentUser currentUser,
                Messages messages,
                Consumer<KeyPairName> changed);
    }
}
