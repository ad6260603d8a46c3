package org.stackdeck.recipes;

class RecipesOnH2Tests extends RecipeTests {}
