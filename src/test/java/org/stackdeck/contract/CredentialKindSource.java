package org.stackdeck.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;
import org.stackdeck.product.OnLab;

/**
 * Provides the kinds of credentials with which a contract test runs. With the simulator, a test runs with each kind.
 * With the lab, where a case takes seconds, it runs with one kind. The name of the test determines the kind, so that
 * the suite covers every kind. {@code -Dcontract.credentials=all} runs each test with all its kinds.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(CredentialKindSource.Provider.class)
@interface CredentialKindSource {

    /** The kinds; if empty, all kinds that can act. */
    CredentialKind[] value() default {};

    /** Whether the default also includes the kinds that cannot act. */
    boolean includeReader() default false;

    class Provider implements ArgumentsProvider, AnnotationConsumer<CredentialKindSource> {

        private CredentialKind[] kinds = {};

        @Override
        public void accept(CredentialKindSource source) {
            kinds = source.value().length > 0
                    ? source.value()
                    : Arrays.stream(CredentialKind.values())
                            .filter(kind -> kind.canAct() || source.includeReader())
                            .toArray(CredentialKind[]::new);
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            boolean one = AnnotationSupport.isAnnotated(context.getRequiredTestClass(), OnLab.class)
                    && !System.getProperty("contract.credentials", "").equals("all");
            int index = Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), kinds.length);
            return (one ? Stream.of(kinds[index]) : Arrays.stream(kinds)).map(Arguments::of);
        }
    }
}
