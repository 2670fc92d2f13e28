#pragma once

#include <array>
#include <cstddef>

/// What is measured of one size, in the order in which it is printed.
enum Figure : std::size_t {
    Rows,
    Load,
    LoadStall,
    Keystroke,
    JsonPath,
    Sort,
    SelectAll,
    Policies,
    Stall,
    Memory,
    Peak,
    figureCount
};

using Figures = std::array<double, figureCount>;

struct FigureColumn
{
    const char *title;
    double bar; ///< what it should stay below at the largest size; 0: none is set
    bool grows; ///< its growth is printed
};

/// Milliseconds; memory in MiB.
inline constexpr std::array<FigureColumn, figureCount> figureColumns{{
    {"rows", 0, false},
    {"load", 0, true},
    {"stall", 100, true},
    {"keystroke", 100, true},
    {"JSON path", 0, true},
    {"sort", 600, true},
    {"all", 0, true},
    {"policies", 0, true},
    {"stall", 100, true},
    {"memory", 700, true},
    {"peak", 0, false},
}};
