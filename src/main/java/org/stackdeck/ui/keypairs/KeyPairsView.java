package org.stackdeck.ui.keypairs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Page of the signed-in user's key pairs. A key pair gives access to the servers that are launched with it. */
@Route(value = KeyPairsView.PATH, layout = MainLayout.class)
@PermitAll
public class KeyPairsView extends TitledPage {

    public static final String PATH = "key-pairs";

    private final transient UserKeyPairService userKeyPairService;
    private final transient CurrentUser currentUser;
    private final KeyPairList list = new KeyPairList(messages);

    KeyPairsView(UserKeyPairService userKeyPairService, CurrentUser currentUser) {
        super("keypairs.title");
        this.userKeyPairService = userKeyPairService;
        this.currentUser = currentUser;
        addHeader(
                new Button(
                        messages.text("keypairs.add"),
                        new SpriteIcon("plus"),
                        _ -> AddKeyPairDialog.forImport(userKeyPairService, currentUser, messages, _ -> list.render())
                                .open()),
                new Button(
                        messages.text("keypairs.make"),
                        new SpriteIcon("key"),
                        _ -> AddKeyPairDialog.forGeneration(
                                        userKeyPairService, currentUser, messages, _ -> list.render())
                                .open()));
        add(StyledElements.div("grid-box sheet", list));
        list.render();
    }

    private void confirmRemoval(KeyPair pair) {
        new ConfirmationDialog(
                        messages,
                        messages.text("keypairs.remove.title", pair.name().value()),
                        messages.text("keypairs.remove.confirm"),
                        () -> remove(pair),
                        messages.text("keypairs.remove.note"))
                .open();
    }

    private void remove(KeyPair pair) {
        userKeyPairService.delete(currentUser.caller(), pair.name());
        Toasts.showSuccess(
                messages.text("keypairs.removed", pair.name().value()), messages.text("keypairs.removed.note"));
        list.render();
    }

    private final class KeyPairList extends ListSection {

        private final Span none = StyledElements.span("muted", messages.text("keypairs.none"));

        KeyPairList(Messages messages) {
            super(messages);
            addComponentAsFirst(StyledElements.paragraph("muted", messages.text("keypairs.note")));
            add(none);
        }

        void render() {
            removeRows();
            List<KeyPair> pairs = userKeyPairService.list(currentUser.caller());
            pairs.forEach(this::addRow);
            none.setVisible(pairs.isEmpty());
        }

        private void addRow(KeyPair pair) {
            NativeButton copy = NativeButtons.copy(
                    pair.publicKey().authorizedKeysLine(),
                    messages.text("keypairs.copy", pair.name().value()));
            Anchor servers = new Anchor(
                    ServerRoutes.searchPath(ServerSearchProperty.KEY, TemporaryKeyPairName.part(pair.publicKey())),
                    messages.text("keypairs.servers"));
            servers.addClassNames("button", "quiet");
            servers.setAriaLabel(
                    messages.text("keypairs.servers.of", pair.name().value()));
            NativeButton remove = NativeButtons.bordered(messages.text("account.factors.remove"));
            remove.setAriaLabel(messages.text("keypairs.remove", pair.name().value()));
            remove.addClickListener(_ -> confirmRemoval(pair));
            addRow(
                    name(
                            StyledElements.span("strong", pair.name().value()),
                            StyledElements.span("mono muted", pair.publicKey().fingerprint())),
                    times(new Span(pair.publicKey().type().algorithmName()), time("keypairs.added", pair.addedAt())),
                    StyledElements.div("ways", servers, copy, remove));
        }
    }
}
