package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.TlsCertificate;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Shows the first and last certificate of a server's chain. If the chain is untrusted, the user can trust the last
 * certificate.
 */
final class CertificatePanel extends Div {

    private final Messages messages;
    private final transient Consumer<String> trust;

    /** @param trust receives a certificate in PEM format */
    CertificatePanel(Messages messages, Consumer<String> trust) {
        this.messages = messages;
        this.trust = trust;
        addClassName("certificates");
        setVisible(false);
    }

    void clear() {
        removeAll();
        setVisible(false);
    }

    void show(ConnectionStepResult result) {
        List<TlsCertificate> chain = result.certificates();
        clear();
        if (chain.isEmpty()) {
            return;
        }
        setVisible(true);
        TlsCertificate last = chain.getLast();
        addCertificate("clouds.certificate.server", chain.getFirst());
        if (chain.size() > 1) {
            addCertificate("clouds.certificate.last", last);
        }
        if (result.finding() == ConnectionFinding.CERTIFICATE_UNTRUSTED) {
            add(
                    StyledElements.paragraph("hint", messages.text("clouds.certificate.compare")),
                    new Button(messages.text("clouds.certificate.trust"), _ -> trust.accept(last.pem())));
        }
    }

    private void addCertificate(String title, TlsCertificate certificate) {
        Div facts = StyledElements.div("facts");
        addFact(facts, "clouds.certificate.subject", certificate.subject());
        addFact(facts, "clouds.certificate.issuer", certificate.issuer());
        addFact(
                facts,
                "clouds.certificate.validity",
                messages.text("clouds.certificate.period", certificate.validFrom(), certificate.validUntil()));
        facts.add(
                StyledElements.span("muted", messages.text("clouds.certificate.sha256")),
                StyledElements.span("mono", certificate.sha256()));
        add(new H3(messages.text(title)), facts);
    }

    private void addFact(Div facts, String key, String value) {
        facts.add(StyledElements.span("muted", messages.text(key)), new Span(value));
    }
}
