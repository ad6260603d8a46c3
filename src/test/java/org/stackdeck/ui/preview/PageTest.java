package org.stackdeck.ui.preview;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Creates the pages, with fakes of the modules below them. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    PageBeansTestConfiguration.class
})
public @interface PageTest {}
